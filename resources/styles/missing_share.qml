<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>
<qgis version="3.40" styleCategories="Symbology">
  <pipe>
    <rasterrenderer type="singlebandpseudocolor" band="1" opacity="1" alphaBand="-1" nodataColor="" classificationMin="0" classificationMax="1">
      <rasterTransparency/>
      <minMaxOrigin>
        <limits>None</limits>
        <extent>WholeRaster</extent>
        <statAccuracy>Estimated</statAccuracy>
        <cumulativeCutLower>0.02</cumulativeCutLower>
        <cumulativeCutUpper>0.98</cumulativeCutUpper>
        <stdDevFactor>2</stdDevFactor>
      </minMaxOrigin>
      <rastershader>
        <colorrampshader colorRampType="INTERPOLATED" classificationMode="1" clip="0" minimumValue="0" maximumValue="1" labelPrecision="4">
          <colorramp type="gradient" name="[source]">
            <Option type="Map">
              <Option type="QString" name="color1" value="247,247,245,255"/>
              <Option type="QString" name="color2" value="127,29,5,255"/>
              <Option type="QString" name="discrete" value="0"/>
              <Option type="QString" name="rampType" value="gradient"/>
              <Option type="QString" name="stops" value="0.166667;253,227,195,255:0.333333;253,194,138,255:0.5;251,147,80,255:0.666667;234,95,43,255:0.833333;194,50,12,255"/>
            </Option>
          </colorramp>
          <item value="0" color="#f7f7f5" alpha="255" label="0"/>
          <item value="0.166667" color="#fde3c3" alpha="255" label="0.1667"/>
          <item value="0.333333" color="#fdc28a" alpha="255" label="0.3333"/>
          <item value="0.5" color="#fb9350" alpha="255" label="0.5"/>
          <item value="0.666667" color="#ea5f2b" alpha="255" label="0.6667"/>
          <item value="0.833333" color="#c2320c" alpha="255" label="0.8333"/>
          <item value="1" color="#7f1d05" alpha="255" label="1"/>
        </colorrampshader>
      </rastershader>
    </rasterrenderer>
    <rasterresampler/>
  </pipe>
  <blendMode>0</blendMode>
</qgis>
