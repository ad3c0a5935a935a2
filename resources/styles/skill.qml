<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>
<qgis version="3.40" styleCategories="Symbology">
  <pipe>
    <rasterrenderer type="singlebandpseudocolor" band="4" opacity="1" alphaBand="-1" nodataColor="" classificationMin="-1" classificationMax="1">
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
        <colorrampshader colorRampType="INTERPOLATED" classificationMode="1" clip="0" minimumValue="-1" maximumValue="1" labelPrecision="4">
          <colorramp type="gradient" name="[source]">
            <Option type="Map">
              <Option type="QString" name="color1" value="127,39,4,255"/>
              <Option type="QString" name="color2" value="0,60,48,255"/>
              <Option type="QString" name="discrete" value="0"/>
              <Option type="QString" name="rampType" value="gradient"/>
              <Option type="QString" name="stops" value="0.125;200,100,45,255:0.25;237,169,113,255:0.375;249,223,195,255:0.5;247,247,247,255:0.625;199,234,229,255:0.75;128,205,193,255:0.875;53,151,143,255"/>
            </Option>
          </colorramp>
          <item value="-1" color="#7f2704" alpha="255" label="-1"/>
          <item value="-0.75" color="#c8642d" alpha="255" label="-0.75"/>
          <item value="-0.5" color="#eda971" alpha="255" label="-0.5"/>
          <item value="-0.25" color="#f9dfc3" alpha="255" label="-0.25"/>
          <item value="0" color="#f7f7f7" alpha="255" label="0"/>
          <item value="0.25" color="#c7eae5" alpha="255" label="0.25"/>
          <item value="0.5" color="#80cdc1" alpha="255" label="0.5"/>
          <item value="0.75" color="#35978f" alpha="255" label="0.75"/>
          <item value="1" color="#003c30" alpha="255" label="1"/>
        </colorrampshader>
      </rastershader>
    </rasterrenderer>
    <rasterresampler/>
  </pipe>
  <blendMode>0</blendMode>
</qgis>
