<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>
<qgis version="3.40" styleCategories="Symbology">
  <pipe>
    <rasterrenderer type="singlebandpseudocolor" band="1" opacity="1" alphaBand="-1" nodataColor="" classificationMin="0" classificationMax="5">
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
        <colorrampshader colorRampType="INTERPOLATED" classificationMode="1" clip="0" minimumValue="0" maximumValue="5" labelPrecision="4">
          <colorramp type="gradient" name="[source]">
            <Option type="Map">
              <Option type="QString" name="color1" value="252,251,253,255"/>
              <Option type="QString" name="color2" value="63,0,125,255"/>
              <Option type="QString" name="discrete" value="0"/>
              <Option type="QString" name="rampType" value="gradient"/>
              <Option type="QString" name="stops" value="0.166667;226,224,239,255:0.333333;191,189,220,255:0.5;154,150,198,255:0.666667;119,99,171,255:0.833333;89,48,143,255"/>
            </Option>
          </colorramp>
          <item value="0" color="#fcfbfd" alpha="255" label="0"/>
          <item value="0.833333" color="#e2e0ef" alpha="255" label="0.8333"/>
          <item value="1.66667" color="#bfbddc" alpha="255" label="1.667"/>
          <item value="2.5" color="#9a96c6" alpha="255" label="2.5"/>
          <item value="3.33333" color="#7763ab" alpha="255" label="3.333"/>
          <item value="4.16667" color="#59308f" alpha="255" label="4.167"/>
          <item value="5" color="#3f007d" alpha="255" label="5"/>
        </colorrampshader>
      </rastershader>
    </rasterrenderer>
    <rasterresampler/>
  </pipe>
  <blendMode>0</blendMode>
</qgis>
